using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Kitemark.Data.Migrations
{
    /// <inheritdoc />
    public partial class HeldRolesAndOverdueConditions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "told",
                table: "trainer_authorisations",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "condition_due_on",
                table: "applications",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "conditions_told_until",
                table: "applications",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "held_roles",
                columns: table => new
                {
                    membership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_held_roles", x => x.membership_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_held_roles_account_id",
                table: "held_roles",
                column: "account_id");

            migrationBuilder.Sql(
                """
                UPDATE applications SET condition_due_on = (
                    SELECT min((condition ->> 'dueOn')::date) FROM jsonb_array_elements(conditions) AS condition WHERE condition ->> 'answeredAt' IS NULL)
                WHERE jsonb_array_length(conditions) > 0
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "held_roles");

            migrationBuilder.DropColumn(
                name: "told",
                table: "trainer_authorisations");

            migrationBuilder.DropColumn(
                name: "condition_due_on",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "conditions_told_until",
                table: "applications");
        }
    }
}
