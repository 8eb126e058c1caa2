using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Passport.Data.Migrations
{
    /// <inheritdoc />
    public partial class Figures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_entries_figures",
                table: "entries",
                columns: new[] { "training_category_code", "learner_id" },
                filter: "withdrawn_at IS NULL")
                .Annotation("Npgsql:IndexInclude", new[] { "completed_on", "valid_until", "assurance" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_entries_figures",
                table: "entries");
        }
    }
}
