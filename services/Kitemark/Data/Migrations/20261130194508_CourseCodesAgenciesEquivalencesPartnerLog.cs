using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Academy.Kitemark.Data.Migrations
{
    /// <inheritdoc />
    public partial class CourseCodesAgenciesEquivalencesPartnerLog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_applications_training_providers_training_provider_id",
                table: "applications");

            migrationBuilder.DropForeignKey(
                name: "FK_kitemarks_training_providers_training_provider_id",
                table: "kitemarks");

            migrationBuilder.DropIndex(
                name: "ix_criteria_sets_from",
                table: "criteria_sets");

            migrationBuilder.AlterColumn<Guid>(
                name: "training_provider_id",
                table: "kitemarks",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<Guid>(
                name: "agency_id",
                table: "kitemarks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "scheme",
                table: "criteria_sets",
                type: "text",
                nullable: false,
                defaultValue: "Kitemark");

            migrationBuilder.AddColumn<int>(
                name: "qualification_code",
                table: "courses",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "care_certificate",
                table: "course_versions",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "language",
                table: "course_versions",
                type: "character varying(3)",
                maxLength: 3,
                nullable: false,
                defaultValue: "en");

            migrationBuilder.AlterColumn<Guid>(
                name: "training_provider_id",
                table: "applications",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<Guid>(
                name: "agency_id",
                table: "applications",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "agencies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    is_agency = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agencies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "equivalences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    held = table.Column<string>(type: "jsonb", nullable: false),
                    counts_as = table.Column<string>(type: "jsonb", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    last_day = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    source = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<string>(type: "text", nullable: false),
                    ended = table.Column<string>(type: "jsonb", nullable: true),
                    ended_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_equivalences", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inductions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    content = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    inducted_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inductions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "standardisations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    topic = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    partners = table.Column<string>(type: "jsonb", nullable: false),
                    samples_compared = table.Column<int>(type: "integer", nullable: false),
                    agreed = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_standardisations", x => x.id);
                });

            migrationBuilder.InsertData(
                table: "criteria_sets",
                columns: new[] { "id", "criteria", "from", "published_at", "published_by", "scheme" },
                values: new object[] { new Guid("019a9f00-0000-7000-8000-000000000002"), "[{\"code\":\"S1\",\"title\":\"Recruitment\",\"question\":\"How do you check identity, right to work, references and criminal record before a first shift, and how often again?\"},{\"code\":\"S2\",\"title\":\"Induction\",\"question\":\"How is everybody inducted, with the Care Certificate or its equal, before they work alone?\"},{\"code\":\"S3\",\"title\":\"Training in date\",\"question\":\"How do you know that training is in date on the day of each shift, and do your staff bring their training passport?\"},{\"code\":\"S4\",\"title\":\"The right person\",\"question\":\"How do you match somebody\\u0027s competence to the people they support, delegated healthcare activities included?\"},{\"code\":\"S5\",\"title\":\"Supervision\",\"question\":\"Who supervises and supports your staff, how often, and whom do they reach outside office hours?\"},{\"code\":\"S6\",\"title\":\"Safeguarding and speaking up\",\"question\":\"How are concerns raised, reported and learnt from, wherever your staff are placed?\"},{\"code\":\"S7\",\"title\":\"Continuity\",\"question\":\"How do the same people come back to those they support, and what happens when a shift cannot be filled?\"},{\"code\":\"S8\",\"title\":\"Fair work\",\"question\":\"How do pay, travel time, sick pay, hours and rest keep your staff well and in the sector?\"},{\"code\":\"S9\",\"title\":\"Records and data protection\",\"question\":\"How are checks, training and placements recorded and kept, and for how long?\"},{\"code\":\"S10\",\"title\":\"Working with employers\",\"question\":\"What does an employer learn of a person before a shift, how is its feedback used, and what does it pay if somebody stays?\"}]", new DateOnly(2018, 1, 1), new DateTimeOffset(new DateTime(2026, 11, 30, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)), "academy", "SaferStaffing" });

            migrationBuilder.CreateIndex(
                name: "ix_kitemarks_agency_id",
                table: "kitemarks",
                column: "agency_id");

            migrationBuilder.AddCheckConstraint(
                name: "ck_kitemarks_organisation",
                table: "kitemarks",
                sql: "num_nonnulls(training_provider_id, agency_id) = 1");

            migrationBuilder.CreateIndex(
                name: "ix_criteria_sets_scheme_from",
                table: "criteria_sets",
                columns: new[] { "scheme", "from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_applications_agency_id",
                table: "applications",
                column: "agency_id");

            migrationBuilder.AddCheckConstraint(
                name: "ck_applications_organisation",
                table: "applications",
                sql: "num_nonnulls(training_provider_id, agency_id) = 1");

            migrationBuilder.CreateIndex(
                name: "ix_inductions_organisation_id",
                table: "inductions",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_standardisations_partners",
                table: "standardisations",
                column: "partners")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "jsonb_path_ops" });

            migrationBuilder.AddForeignKey(
                name: "FK_applications_agencies_agency_id",
                table: "applications",
                column: "agency_id",
                principalTable: "agencies",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_applications_training_providers_training_provider_id",
                table: "applications",
                column: "training_provider_id",
                principalTable: "training_providers",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_kitemarks_agencies_agency_id",
                table: "kitemarks",
                column: "agency_id",
                principalTable: "agencies",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_kitemarks_training_providers_training_provider_id",
                table: "kitemarks",
                column: "training_provider_id",
                principalTable: "training_providers",
                principalColumn: "id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_applications_agencies_agency_id",
                table: "applications");

            migrationBuilder.DropForeignKey(
                name: "FK_applications_training_providers_training_provider_id",
                table: "applications");

            migrationBuilder.DropForeignKey(
                name: "FK_kitemarks_agencies_agency_id",
                table: "kitemarks");

            migrationBuilder.DropForeignKey(
                name: "FK_kitemarks_training_providers_training_provider_id",
                table: "kitemarks");

            migrationBuilder.DropTable(
                name: "agencies");

            migrationBuilder.DropTable(
                name: "equivalences");

            migrationBuilder.DropTable(
                name: "inductions");

            migrationBuilder.DropTable(
                name: "standardisations");

            migrationBuilder.DropIndex(
                name: "ix_kitemarks_agency_id",
                table: "kitemarks");

            migrationBuilder.DropCheckConstraint(
                name: "ck_kitemarks_organisation",
                table: "kitemarks");

            migrationBuilder.DropIndex(
                name: "ix_criteria_sets_scheme_from",
                table: "criteria_sets");

            migrationBuilder.DropIndex(
                name: "ix_applications_agency_id",
                table: "applications");

            migrationBuilder.DropCheckConstraint(
                name: "ck_applications_organisation",
                table: "applications");

            migrationBuilder.DeleteData(
                table: "criteria_sets",
                keyColumn: "id",
                keyValue: new Guid("019a9f00-0000-7000-8000-000000000002"));

            migrationBuilder.DropColumn(
                name: "agency_id",
                table: "kitemarks");

            migrationBuilder.DropColumn(
                name: "scheme",
                table: "criteria_sets");

            migrationBuilder.DropColumn(
                name: "qualification_code",
                table: "courses");

            migrationBuilder.DropColumn(
                name: "care_certificate",
                table: "course_versions");

            migrationBuilder.DropColumn(
                name: "language",
                table: "course_versions");

            migrationBuilder.DropColumn(
                name: "agency_id",
                table: "applications");

            migrationBuilder.AlterColumn<Guid>(
                name: "training_provider_id",
                table: "kitemarks",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "training_provider_id",
                table: "applications",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_criteria_sets_from",
                table: "criteria_sets",
                column: "from",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_applications_training_providers_training_provider_id",
                table: "applications",
                column: "training_provider_id",
                principalTable: "training_providers",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_kitemarks_training_providers_training_provider_id",
                table: "kitemarks",
                column: "training_provider_id",
                principalTable: "training_providers",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
