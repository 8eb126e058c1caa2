using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Passport.Data.Migrations
{
    /// <inheritdoc />
    public partial class RemindersAndAnnouncedEndings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "revoked_from",
                table: "credentials",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "suspended_from",
                table: "credentials",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "expiry_reminders",
                columns: table => new
                {
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: false),
                    days = table.Column<int>(type: "integer", nullable: false),
                    learner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    said_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_expiry_reminders", x => new { x.entry_id, x.valid_until, x.days });
                    table.ForeignKey(
                        name: "FK_expiry_reminders_entries_entry_id",
                        column: x => x.entry_id,
                        principalTable: "entries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_entries_valid_until",
                table: "entries",
                column: "valid_until",
                filter: "valid_until IS NOT NULL AND withdrawn_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_credentials_to_be_revoked",
                table: "credentials",
                column: "number",
                filter: "revoked_from IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_credentials_to_be_suspended",
                table: "credentials",
                column: "number",
                filter: "suspended_from IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "expiry_reminders");

            migrationBuilder.DropIndex(
                name: "ix_entries_valid_until",
                table: "entries");

            migrationBuilder.DropIndex(
                name: "ix_credentials_to_be_revoked",
                table: "credentials");

            migrationBuilder.DropIndex(
                name: "ix_credentials_to_be_suspended",
                table: "credentials");

            migrationBuilder.DropColumn(
                name: "revoked_from",
                table: "credentials");

            migrationBuilder.DropColumn(
                name: "suspended_from",
                table: "credentials");
        }
    }
}
