using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Passport.Data.Migrations
{
    /// <inheritdoc />
    public partial class SignedChecksDelegationsQualifications : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "reliance_receipts",
                type: "text",
                nullable: false,
                defaultValue: "Entry");

            migrationBuilder.AddColumn<string>(
                name: "scan",
                table: "evidence",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "qualification_id",
                table: "credentials",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "signed",
                table: "checks",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "delegation_reminders",
                columns: table => new
                {
                    observation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    days = table.Column<int>(type: "integer", nullable: false),
                    said_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delegation_reminders", x => new { x.observation_id, x.until, x.days });
                    table.ForeignKey(
                        name: "FK_delegation_reminders_observations_observation_id",
                        column: x => x.observation_id,
                        principalTable: "observations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_credentials_current_qualification",
                table: "credentials",
                column: "qualification_id",
                unique: true,
                filter: "NOT is_revoked");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "delegation_reminders");

            migrationBuilder.DropIndex(
                name: "ix_credentials_current_qualification",
                table: "credentials");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "reliance_receipts");

            migrationBuilder.DropColumn(
                name: "scan",
                table: "evidence");

            migrationBuilder.DropColumn(
                name: "qualification_id",
                table: "credentials");

            migrationBuilder.DropColumn(
                name: "signed",
                table: "checks");
        }
    }
}
