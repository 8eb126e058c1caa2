using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Identity.Data.Migrations
{
    /// <inheritdoc />
    public partial class Workplaces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_memberships_held",
                table: "memberships");

            // The column location, always empty, stays: a version that still runs while this one starts reads it.
            migrationBuilder.AddColumn<string[]>(
                name: "workplaces",
                table: "memberships",
                type: "text[]",
                nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "workplaces",
                table: "invitations",
                type: "text[]",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_memberships_held",
                table: "memberships",
                columns: new[] { "account_id", "organisation_id", "role" },
                unique: true,
                filter: "ended_at IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_memberships_held",
                table: "memberships");

            migrationBuilder.DropColumn(
                name: "workplaces",
                table: "memberships");

            migrationBuilder.DropColumn(
                name: "workplaces",
                table: "invitations");

            migrationBuilder.CreateIndex(
                name: "ix_memberships_held",
                table: "memberships",
                columns: new[] { "account_id", "organisation_id", "role", "location" },
                unique: true,
                filter: "ended_at IS NULL")
                .Annotation("Npgsql:NullsDistinct", false);
        }
    }
}
