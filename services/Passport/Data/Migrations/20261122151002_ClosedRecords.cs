using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Passport.Data.Migrations
{
    /// <inheritdoc />
    public partial class ClosedRecords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "closed_records",
                columns: table => new
                {
                    learner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    merged_into = table.Column<Guid>(type: "uuid", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_closed_records", x => x.learner_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_closed_records_merged_into",
                table: "closed_records",
                column: "merged_into",
                filter: "merged_into IS NOT NULL");

            migrationBuilder.AddForeignKey(
                name: "FK_checks_passports_learner_id",
                table: "checks",
                column: "learner_id",
                principalTable: "passports",
                principalColumn: "learner_id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_shares_passports_learner_id",
                table: "shares",
                column: "learner_id",
                principalTable: "passports",
                principalColumn: "learner_id",
                onDelete: ReferentialAction.Cascade);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_checks_passports_learner_id",
                table: "checks");

            migrationBuilder.DropForeignKey(
                name: "FK_shares_passports_learner_id",
                table: "shares");

            migrationBuilder.DropTable(
                name: "closed_records");
        }
    }
}
