using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Identity.Data.Migrations
{
    /// <inheritdoc />
    public partial class ReminderDays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int[]>(
                name: "reminder_days",
                table: "accounts",
                type: "integer[]",
                nullable: false,
                defaultValueSql: "'{90,60,30}'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "reminder_days",
                table: "accounts");
        }
    }
}
