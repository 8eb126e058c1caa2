using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Benefits.Data.Migrations
{
    /// <inheritdoc />
    public partial class ClosedRecords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "closed_records",
                columns: table => new
                {
                    learner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    merged_into = table.Column<Guid>(type: "uuid", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_closed_records", x => x.learner_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_closed_records_merged_into",
                table: "closed_records",
                column: "merged_into",
                filter: "merged_into IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "closed_records");
        }
    }
}
