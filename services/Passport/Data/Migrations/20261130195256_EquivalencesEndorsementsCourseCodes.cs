using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Passport.Data.Migrations
{
    /// <inheritdoc />
    public partial class EquivalencesEndorsementsCourseCodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "link",
                table: "marks",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AddColumn<Guid>(
                name: "mark_id",
                table: "credentials",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "care_certificate",
                table: "course_versions",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "language",
                table: "course_versions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "qualification_code",
                table: "course_versions",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "equivalences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    held = table.Column<string>(type: "jsonb", nullable: false),
                    counts_as = table.Column<string>(type: "jsonb", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_equivalences", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_credentials_current_endorsement",
                table: "credentials",
                column: "mark_id",
                unique: true,
                filter: "NOT is_revoked");

            migrationBuilder.AddForeignKey(
                name: "FK_credentials_marks_mark_id",
                table: "credentials",
                column: "mark_id",
                principalTable: "marks",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_credentials_marks_mark_id",
                table: "credentials");

            migrationBuilder.DropTable(
                name: "equivalences");

            migrationBuilder.DropIndex(
                name: "ix_credentials_current_endorsement",
                table: "credentials");

            migrationBuilder.DropColumn(
                name: "mark_id",
                table: "credentials");

            migrationBuilder.DropColumn(
                name: "care_certificate",
                table: "course_versions");

            migrationBuilder.DropColumn(
                name: "language",
                table: "course_versions");

            migrationBuilder.DropColumn(
                name: "qualification_code",
                table: "course_versions");

            migrationBuilder.AlterColumn<string>(
                name: "link",
                table: "marks",
                type: "text",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);
        }
    }
}
