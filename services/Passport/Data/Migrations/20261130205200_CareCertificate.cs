using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Passport.Data.Migrations
{
    /// <inheritdoc />
    public partial class CareCertificate : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "standards",
                table: "passports",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<int>(
                name: "care_certificate_version",
                table: "entries",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "teaches",
                table: "entries",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "certificates",
                table: "employments",
                type: "jsonb",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "standards",
                table: "passports");

            migrationBuilder.DropColumn(
                name: "care_certificate_version",
                table: "entries");

            migrationBuilder.DropColumn(
                name: "teaches",
                table: "entries");

            migrationBuilder.DropColumn(
                name: "certificates",
                table: "employments");
        }
    }
}
