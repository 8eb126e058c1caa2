using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Passport.Data.Migrations
{
    /// <inheritdoc />
    public partial class CredentialKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "key_id",
                table: "credentials",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_credentials_key_id",
                table: "credentials",
                column: "key_id",
                filter: "signed IS NOT NULL AND NOT is_revoked");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_credentials_key_id",
                table: "credentials");

            migrationBuilder.DropColumn(
                name: "key_id",
                table: "credentials");
        }
    }
}
