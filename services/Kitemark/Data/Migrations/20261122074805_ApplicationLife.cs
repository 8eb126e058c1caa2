using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Kitemark.Data.Migrations
{
    /// <inheritdoc />
    public partial class ApplicationLife : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "submitted_at",
                table: "applications",
                type: "timestamp with time zone",
                nullable: true,
                oldClrType: typeof(DateTimeOffset),
                oldType: "timestamp with time zone");

            migrationBuilder.AddColumn<string>(
                name: "conditions",
                table: "applications",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<Guid>(
                name: "criteria_set_id",
                table: "applications",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "history",
                table: "applications",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<string>(
                name: "interests",
                table: "applications",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<bool>(
                name: "is_appeal_decided",
                table: "applications",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "reviewed_by",
                table: "applications",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "scores",
                table: "applications",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<string>(
                name: "self_assessments",
                table: "applications",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "started_at",
                table: "applications",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<string>(
                name: "visit",
                table: "applications",
                type: "jsonb",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "criteria_sets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    criteria = table.Column<string>(type: "jsonb", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_by = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_criteria_sets", x => x.id);
                });

            migrationBuilder.InsertData(
                table: "criteria_sets",
                columns: new[] { "id", "criteria", "from", "published_at", "published_by" },
                values: new object[] { new Guid("019a9f00-0000-7000-8000-000000000001"), "[{\"code\":\"C1\",\"title\":\"Learning outcomes\",\"question\":\"Which outcomes does a learner reach, and which national standard, category or qualification does each belong to?\"},{\"code\":\"C2\",\"title\":\"Competence of trainers\",\"question\":\"How do you know that every trainer is competent in each subject they teach, and keeps it up?\"},{\"code\":\"C3\",\"title\":\"Assessment\",\"question\":\"How is learning assessed, and how is it observed in practice at the workplace?\"},{\"code\":\"C4\",\"title\":\"Current content\",\"question\":\"When was the content last reviewed against law and guidance, by whom, and when is the next review?\"},{\"code\":\"C5\",\"title\":\"Accessibility and language\",\"question\":\"How can people with a disability, or with English as a second language, take part on equal terms?\"},{\"code\":\"C6\",\"title\":\"Co-production\",\"question\":\"How did people who draw on care and their carers shape the course?\"},{\"code\":\"C7\",\"title\":\"Impact\",\"question\":\"How do you find out what the course changed at work, and what did you change because of it?\"},{\"code\":\"C8\",\"title\":\"Records and data protection\",\"question\":\"How are attendance, results and personal data kept, and for how long?\"},{\"code\":\"C9\",\"title\":\"Connected lives\",\"question\":\"How does the course serve independence, choice and life in the community?\"},{\"code\":\"C10\",\"title\":\"Value\",\"question\":\"What does the course cost, what does it save, and how does that compare?\"}]", new DateOnly(2018, 4, 1), new DateTimeOffset(new DateTime(2026, 11, 22, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)), "academy" });

            // Applications from before there were criteria are judged by the first set.
            migrationBuilder.Sql("UPDATE applications SET started_at = submitted_at, criteria_set_id = '019a9f00-0000-7000-8000-000000000001'");

            migrationBuilder.CreateIndex(
                name: "ix_applications_state",
                table: "applications",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_criteria_sets_from",
                table: "criteria_sets",
                column: "from",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "criteria_sets");

            migrationBuilder.DropIndex(
                name: "ix_applications_state",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "conditions",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "criteria_set_id",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "history",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "interests",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "is_appeal_decided",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "reviewed_by",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "scores",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "self_assessments",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "started_at",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "visit",
                table: "applications");

            migrationBuilder.AlterColumn<DateTimeOffset>(
                name: "submitted_at",
                table: "applications",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)),
                oldClrType: typeof(DateTimeOffset),
                oldType: "timestamp with time zone",
                oldNullable: true);
        }
    }
}
