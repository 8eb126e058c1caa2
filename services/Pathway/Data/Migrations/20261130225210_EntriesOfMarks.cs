using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Pathway.Data.Migrations
{
    /// <inheritdoc />
    public partial class EntriesOfMarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_entries_marks",
                table: "entries",
                column: "mark_ids",
                filter: "assurance = 'Kitemarked' AND NOT withdrawn")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_entries_unknown_marks",
                table: "entries",
                column: "entry_id",
                filter: "assurance = 'Kitemarked' AND NOT withdrawn AND mark_ids IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_entries_marks",
                table: "entries");

            migrationBuilder.DropIndex(
                name: "ix_entries_unknown_marks",
                table: "entries");
        }
    }
}
