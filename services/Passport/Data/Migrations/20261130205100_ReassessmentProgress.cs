using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Passport.Data.Migrations
{
    /// <inheritdoc />
    public partial class ReassessmentProgress : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "learners",
                table: "reassessments",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "learners_done",
                table: "reassessments",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "ix_reassessments_mark_id",
                table: "reassessments",
                column: "mark_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_reassessments_mark_id",
                table: "reassessments");

            migrationBuilder.DropColumn(
                name: "learners",
                table: "reassessments");

            migrationBuilder.DropColumn(
                name: "learners_done",
                table: "reassessments");
        }
    }
}
