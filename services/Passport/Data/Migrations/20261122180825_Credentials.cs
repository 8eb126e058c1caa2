using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Passport.Data.Migrations
{
    /// <inheritdoc />
    public partial class Credentials : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateSequence(
                name: "credential_numbers",
                startValue: 0L,
                minValue: 0L);

            migrationBuilder.CreateTable(
                name: "credential_keys",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(43)", maxLength: 43, nullable: false),
                    x = table.Column<string>(type: "character varying(43)", maxLength: 43, nullable: false),
                    y = table.Column<string>(type: "character varying(43)", maxLength: 43, nullable: false),
                    private_key = table.Column<byte[]>(type: "bytea", nullable: true),
                    signs_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credential_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "credentials",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: true),
                    content = table.Column<byte[]>(type: "bytea", nullable: true),
                    intent = table.Column<string>(type: "text", nullable: true),
                    signed = table.Column<string>(type: "text", nullable: true),
                    is_revoked = table.Column<bool>(type: "boolean", nullable: false),
                    is_suspended = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credentials", x => x.number);
                    table.ForeignKey(
                        name: "FK_credentials_entries_entry_id",
                        column: x => x.entry_id,
                        principalTable: "entries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_credentials_current",
                table: "credentials",
                column: "entry_id",
                unique: true,
                filter: "NOT is_revoked");

            migrationBuilder.CreateIndex(
                name: "ix_credentials_entry_id",
                table: "credentials",
                column: "entry_id");

            migrationBuilder.CreateIndex(
                name: "ix_credentials_id",
                table: "credentials",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_credentials_revoked",
                table: "credentials",
                column: "number",
                filter: "is_revoked");

            migrationBuilder.CreateIndex(
                name: "ix_credentials_suspended",
                table: "credentials",
                column: "number",
                filter: "is_suspended");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "credential_keys");

            migrationBuilder.DropTable(
                name: "credentials");

            migrationBuilder.DropSequence(
                name: "credential_numbers");
        }
    }
}
