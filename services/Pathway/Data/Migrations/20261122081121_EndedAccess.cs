using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Pathway.Data.Migrations
{
    /// <inheritdoc />
    public partial class EndedAccess : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ended_access",
                columns: table => new
                {
                    subject = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ended_access", x => new { x.subject, x.organisation_id });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ended_access");
        }
    }
}
