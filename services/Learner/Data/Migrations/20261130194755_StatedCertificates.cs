using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Learner.Data.Migrations
{
    /// <inheritdoc />
    public partial class StatedCertificates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "certificates",
                table: "employments");
        }
    }
}
