using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Passport.Data.Migrations
{
    /// <inheritdoc />
    public partial class Disputes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "disputes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    learner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    training_provider_id = table.Column<Guid>(type: "uuid", nullable: true),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    claim = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    lines = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disputes", x => x.id);
                    table.ForeignKey(
                        name: "FK_disputes_passports_learner_id",
                        column: x => x.learner_id,
                        principalTable: "passports",
                        principalColumn: "learner_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_disputes_employer_id_since",
                table: "disputes",
                columns: new[] { "employer_id", "since" },
                filter: "state <> 'Settled'");

            migrationBuilder.CreateIndex(
                name: "ix_disputes_entry_id",
                table: "disputes",
                column: "entry_id",
                unique: true,
                filter: "state <> 'Settled'");

            migrationBuilder.CreateIndex(
                name: "ix_disputes_learner_id",
                table: "disputes",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "ix_disputes_since",
                table: "disputes",
                column: "since",
                filter: "state = 'WithAcademy'");

            migrationBuilder.CreateIndex(
                name: "ix_disputes_training_provider_id_since",
                table: "disputes",
                columns: new[] { "training_provider_id", "since" },
                filter: "state <> 'Settled'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "disputes");
        }
    }
}
