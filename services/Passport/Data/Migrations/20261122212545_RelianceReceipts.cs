using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Passport.Data.Migrations
{
    /// <inheritdoc />
    public partial class RelianceReceipts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "learner_id",
                table: "notices",
                type: "uuid",
                nullable: true);

            // Until now whom a notice to an employer is about was found by the observation that ended.
            migrationBuilder.Sql(
                "UPDATE notices SET learner_id = observations.learner_id FROM observations WHERE observations.id = notices.cause_id AND notices.people > 0;");

            migrationBuilder.CreateTable(
                name: "reliance_receipts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    learner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_name = table.Column<string>(type: "text", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    decision = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    training_category_code = table.Column<int>(type: "integer", nullable: false),
                    completed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    hours = table.Column<decimal>(type: "numeric", nullable: true),
                    pounds = table.Column<decimal>(type: "numeric", nullable: true),
                    signed = table.Column<string>(type: "text", nullable: false),
                    replaced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    replaced_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reliance_receipts", x => x.id);
                    table.ForeignKey(
                        name: "FK_reliance_receipts_passports_learner_id",
                        column: x => x.learner_id,
                        principalTable: "passports",
                        principalColumn: "learner_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_notices_learner_id",
                table: "notices",
                column: "learner_id",
                filter: "learner_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_reliance_receipts_employer_id_entry_id",
                table: "reliance_receipts",
                columns: new[] { "employer_id", "entry_id" },
                unique: true,
                filter: "replaced_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_reliance_receipts_employer_id_id",
                table: "reliance_receipts",
                columns: new[] { "employer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_reliance_receipts_entry_id",
                table: "reliance_receipts",
                column: "entry_id",
                filter: "replaced_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_reliance_receipts_learner_id_id",
                table: "reliance_receipts",
                columns: new[] { "learner_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "reliance_receipts");

            migrationBuilder.DropIndex(
                name: "ix_notices_learner_id",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "learner_id",
                table: "notices");
        }
    }
}
