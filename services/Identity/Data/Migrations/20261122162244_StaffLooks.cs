using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Identity.Data.Migrations
{
    /// <inheritdoc />
    public partial class StaffLooks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "staff_looks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    request_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    purpose = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_looks", x => x.id);
                    table.ForeignKey(
                        name: "FK_staff_looks_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_staff_looks_account_id",
                table: "staff_looks",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_looks_request_id",
                table: "staff_looks",
                column: "request_id");

            // The old table stays for the version that still runs beside this one; a later migration takes it away.
            migrationBuilder.Sql(
                """
                INSERT INTO staff_looks (id, account_id, request_id, by, purpose, at)
                SELECT look.id, request.account_id, request.id, look.by, look.purpose, look.at
                FROM record_request_looks AS look JOIN record_requests AS request ON request.id = look.record_request_id
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
            => migrationBuilder.DropTable(
                name: "staff_looks");
    }
}
