using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Academy.Passport.Data.Migrations
{
    /// <inheritdoc />
    public partial class ImportsAndWebhooks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_entries_course_version_id_learner_id",
                table: "entries");

            migrationBuilder.DropIndex(
                name: "ix_entries_training_provider_id_learner_id",
                table: "entries");

            migrationBuilder.DropIndex(
                name: "ix_entries_trainer_id_learner_id",
                table: "entries");

            migrationBuilder.CreateIndex(
                name: "ix_entries_course_version_id_learner_id",
                table: "entries",
                columns: new[] { "course_version_id", "learner_id" },
                filter: "course_version_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_entries_training_provider_id_learner_id",
                table: "entries",
                columns: new[] { "training_provider_id", "learner_id" },
                filter: "training_provider_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_entries_trainer_id_learner_id",
                table: "entries",
                columns: new[] { "trainer_id", "learner_id" },
                filter: "trainer_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_entries_learner_id",
                table: "entries",
                column: "learner_id");

            migrationBuilder.AlterColumn<Guid>(
                name: "employer_id",
                table: "imports",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<string>(
                name: "by",
                table: "imports",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "changed",
                table: "imports",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "created",
                table: "imports",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "done",
                table: "imports",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "imports",
                type: "text",
                nullable: false,
                defaultValue: "Training");

            migrationBuilder.AddColumn<string>(
                name: "last_person",
                table: "imports",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "last_row",
                table: "imports",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "rows",
                table: "imports",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "training_provider_id",
                table: "imports",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "unchanged",
                table: "imports",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "course_codes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    training_provider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    course_version_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_course_codes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "import_findings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row = table.Column<int>(type: "integer", nullable: false),
                    column = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<int>(type: "integer", nullable: false),
                    is_error = table.Column<bool>(type: "boolean", nullable: false),
                    message = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_findings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "import_rows",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    row = table.Column<int>(type: "integer", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_rows", x => new { x.import_id, x.person, x.row });
                });

            migrationBuilder.CreateTable(
                name: "taken_statements",
                columns: table => new
                {
                    training_provider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    statement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_taken_statements", x => new { x.training_provider_id, x.statement_id });
                    table.ForeignKey(
                        name: "FK_taken_statements_entries_entry_id",
                        column: x => x.entry_id,
                        principalTable: "entries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "webhooks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    event_types = table.Column<string>(type: "jsonb", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhooks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "webhook_deliveries",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    webhook_id = table.Column<Guid>(type: "uuid", nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    event_type = table.Column<string>(type: "text", nullable: false),
                    learner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: true),
                    data = table.Column<string>(type: "text", nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tried_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<int>(type: "integer", nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true),
                    problem = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_deliveries", x => x.id);
                    table.ForeignKey(
                        name: "FK_webhook_deliveries_webhooks_webhook_id",
                        column: x => x.webhook_id,
                        principalTable: "webhooks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_imports_at",
                table: "imports",
                column: "at",
                filter: "report = ''");

            migrationBuilder.CreateIndex(
                name: "ix_course_codes_training_provider_id_code",
                table: "course_codes",
                columns: new[] { "training_provider_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_import_findings_import_id",
                table: "import_findings",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "ix_taken_statements_entry_id",
                table: "taken_statements",
                column: "entry_id");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_learner_id",
                table: "webhook_deliveries",
                column: "learner_id",
                filter: "learner_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_occurred_at",
                table: "webhook_deliveries",
                column: "occurred_at");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_webhook_id_id",
                table: "webhook_deliveries",
                columns: new[] { "webhook_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_webhook_id_next_attempt_at",
                table: "webhook_deliveries",
                columns: new[] { "webhook_id", "next_attempt_at" },
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_webhooks_organisation_id",
                table: "webhooks",
                column: "organisation_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_entries_learner_id",
                table: "entries");

            migrationBuilder.DropIndex(
                name: "ix_entries_course_version_id_learner_id",
                table: "entries");

            migrationBuilder.DropIndex(
                name: "ix_entries_training_provider_id_learner_id",
                table: "entries");

            migrationBuilder.DropIndex(
                name: "ix_entries_trainer_id_learner_id",
                table: "entries");

            migrationBuilder.CreateIndex(
                name: "ix_entries_course_version_id_learner_id",
                table: "entries",
                columns: new[] { "course_version_id", "learner_id" });

            migrationBuilder.CreateIndex(
                name: "ix_entries_training_provider_id_learner_id",
                table: "entries",
                columns: new[] { "training_provider_id", "learner_id" });

            migrationBuilder.CreateIndex(
                name: "ix_entries_trainer_id_learner_id",
                table: "entries",
                columns: new[] { "trainer_id", "learner_id" });

            migrationBuilder.DropTable(
                name: "course_codes");

            migrationBuilder.DropTable(
                name: "import_findings");

            migrationBuilder.DropTable(
                name: "import_rows");

            migrationBuilder.DropTable(
                name: "taken_statements");

            migrationBuilder.DropTable(
                name: "webhook_deliveries");

            migrationBuilder.DropTable(
                name: "webhooks");

            migrationBuilder.DropIndex(
                name: "ix_imports_at",
                table: "imports");

            migrationBuilder.DropColumn(
                name: "by",
                table: "imports");

            migrationBuilder.DropColumn(
                name: "changed",
                table: "imports");

            migrationBuilder.DropColumn(
                name: "created",
                table: "imports");

            migrationBuilder.DropColumn(
                name: "done",
                table: "imports");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "imports");

            migrationBuilder.DropColumn(
                name: "last_person",
                table: "imports");

            migrationBuilder.DropColumn(
                name: "last_row",
                table: "imports");

            migrationBuilder.DropColumn(
                name: "rows",
                table: "imports");

            migrationBuilder.DropColumn(
                name: "training_provider_id",
                table: "imports");

            migrationBuilder.DropColumn(
                name: "unchanged",
                table: "imports");

            migrationBuilder.AlterColumn<Guid>(
                name: "employer_id",
                table: "imports",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);
        }
    }
}
