using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Passport.Data.Migrations
{
    /// <inheritdoc />
    public partial class ChecksAndEntriesOfOne : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_entries_training_provider_id_id",
                table: "entries",
                columns: new[] { "training_provider_id", "id" },
                filter: "training_provider_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_checks_organisation_id_id",
                table: "checks",
                columns: new[] { "organisation_id", "id" },
                filter: "organisation_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_entries_training_provider_id_id",
                table: "entries");

            migrationBuilder.DropIndex(
                name: "ix_checks_organisation_id_id",
                table: "checks");
        }
    }
}
