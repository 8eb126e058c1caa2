using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Passport.Data.Migrations
{
    /// <inheritdoc />
    public partial class Evidence : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "declaration",
                table: "entries",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "evidence_waits_since",
                table: "entries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "evidence",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    learner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "text", nullable: false),
                    length = table.Column<int>(type: "integer", nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    stored_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attached_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_entries_evidence_waits_since_id",
                table: "entries",
                columns: new[] { "evidence_waits_since", "id" },
                filter: "evidence_waits_since IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_learner_id",
                table: "evidence",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_sha256",
                table: "evidence",
                column: "sha256");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "evidence");

            migrationBuilder.DropIndex(
                name: "ix_entries_evidence_waits_since_id",
                table: "entries");

            migrationBuilder.DropColumn(
                name: "declaration",
                table: "entries");

            migrationBuilder.DropColumn(
                name: "evidence_waits_since",
                table: "entries");
        }
    }
}
