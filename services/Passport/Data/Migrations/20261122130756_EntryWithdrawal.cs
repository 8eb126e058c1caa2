using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Passport.Data.Migrations
{
    /// <inheritdoc />
    public partial class EntryWithdrawal : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_entries_learner_id_course_version_id_completed_on",
                table: "entries");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "withdrawn_at",
                table: "entries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "withdrawn_reason",
                table: "entries",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_entries_learner_id_course_version_id_completed_on",
                table: "entries",
                columns: new[] { "learner_id", "course_version_id", "completed_on" },
                unique: true,
                filter: "course_version_id IS NOT NULL AND withdrawn_at IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_entries_learner_id_course_version_id_completed_on",
                table: "entries");

            migrationBuilder.DropColumn(
                name: "withdrawn_at",
                table: "entries");

            migrationBuilder.DropColumn(
                name: "withdrawn_reason",
                table: "entries");

            migrationBuilder.CreateIndex(
                name: "ix_entries_learner_id_course_version_id_completed_on",
                table: "entries",
                columns: new[] { "learner_id", "course_version_id", "completed_on" },
                unique: true,
                filter: "course_version_id IS NOT NULL");
        }
    }
}
