using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Pathway.Data.Migrations
{
    /// <inheritdoc />
    public partial class EntryWithdrawal : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "withdrawn",
                table: "entries",
                type: "boolean",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "withdrawn",
                table: "entries");
        }
    }
}
