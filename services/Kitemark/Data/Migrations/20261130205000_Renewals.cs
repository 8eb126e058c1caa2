using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Kitemark.Data.Migrations
{
    /// <inheritdoc />
    public partial class Renewals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "reviewed_on",
                table: "kitemarks",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "told",
                table: "kitemarks",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "terms",
                table: "criteria_sets",
                type: "jsonb",
                nullable: false,
                defaultValue: "{\"renewalDays\":90,\"reminderDays\":[90,60,30],\"firstReviewMonths\":{\"from\":6,\"until\":9},\"nextReviewMonths\":{\"from\":12,\"until\":24},\"asksForVisit\":false}");

            migrationBuilder.AddColumn<Guid>(
                name: "renews",
                table: "applications",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "visits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kitemark_id = table.Column<Guid>(type: "uuid", nullable: true),
                    planned_on = table.Column<DateOnly>(type: "date", nullable: false),
                    planned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    visitor = table.Column<string>(type: "text", nullable: false),
                    criteria = table.Column<string>(type: "jsonb", nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    findings = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cancelled_because = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visits", x => x.id);
                });

            migrationBuilder.UpdateData(
                table: "criteria_sets",
                keyColumn: "id",
                keyValue: new Guid("019a9f00-0000-7000-8000-000000000001"),
                column: "terms",
                value: "{\"renewalDays\":90,\"reminderDays\":[90,60,30],\"firstReviewMonths\":{\"from\":6,\"until\":9},\"nextReviewMonths\":{\"from\":12,\"until\":24},\"asksForVisit\":false}");

            // The column stays while the version before still writes it.
            migrationBuilder.Sql(
                """
                INSERT INTO visits (id, version, organisation_id, application_id, planned_on, planned_at, visitor, criteria, done_on, findings)
                SELECT gen_random_uuid(), 1, coalesce(training_provider_id, agency_id), id, (visit->>'on')::date, coalesce(decided_at, submitted_at, started_at),
                    coalesce(reviewed_by, ''), '[]', (visit->>'on')::date, visit->>'summary'
                FROM applications WHERE visit IS NOT NULL
                """);

            migrationBuilder.CreateIndex(
                name: "ix_visits_application_id",
                table: "visits",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_visits_kitemark_id",
                table: "visits",
                column: "kitemark_id");

            migrationBuilder.CreateIndex(
                name: "ix_visits_organisation_id",
                table: "visits",
                column: "organisation_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "visits");

            migrationBuilder.DropColumn(
                name: "reviewed_on",
                table: "kitemarks");

            migrationBuilder.DropColumn(
                name: "told",
                table: "kitemarks");

            migrationBuilder.DropColumn(
                name: "terms",
                table: "criteria_sets");

            migrationBuilder.DropColumn(
                name: "renews",
                table: "applications");
        }
    }
}
