using System.Globalization;

namespace Academy.Launcher.Demo;

/// <summary>
/// What the personas are in the middle of: a team with training in every state, a class that is not recorded yet, a record that somebody says is
/// wrong. What a person would have in a file or on a slip of paper is written to a folder.
/// </summary>
internal sealed class PersonaStories(Cast cast, PersonaTraining training, string folder)
{
    /// <summary>Of the staff that came by the file, those who say yes to their employer.</summary>
    private const int Sharing = 12;

    /// <summary>Those who have given a share code to whoever checks many at once.</summary>
    private const int WithCode = 4;

    private const int ClassSize = 14;

    private sealed record Worker(Guid Id, string Number, string Name, DateOnly Born, Guid Employment);

    public async Task Tell(Guid rosewood, ApiClient employer, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var staff = await Staff(rosewood, employer, cancel);
        var sharing = new List<ApiClient>();
        foreach (var worker in staff.Take(Sharing))
        {
            var person = await cast.Learner(worker.Name, worker.Id, cancel);
            await person.Post($"api/learner/v1/employments/{worker.Employment}/consent", new { sharesPassport = true }, cancel);
            sharing.Add(person);
        }

        await Train(staff, cancel);
        await Dispute(sharing[3], staff[3].Id, cancel);
        await Classes(staff, cancel);
        await ShareCodes(staff, sharing, cancel);
    }

    /// <summary>Slips of paper for whoever checks codes of benefits.</summary>
    public async Task Slips(string used, string expired, string good, string otherPartners, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "benefit-codes.txt"),
            $"""
            Codes that people show at Fit for Care Gyms. Sign in as Joanne Pike and check them at /partner.

            {used}   used already
            {expired}   expired: its owner made a newer one
            {otherPartners}   for another partner, County Buses
            {good}   works once, until 15 minutes after the platform was set up

            """,
            cancel);
    }

    private static async Task<List<Worker>> Staff(Guid rosewood, ApiClient employer, CancellationToken cancel)
    {
        var list = await employer.SendQuietly(HttpMethod.Get, $"api/learner/v1/employers/{rosewood}/learners?limit=100", null, cancel);
        return
        [
            .. list.GetProperty("learners").EnumerateArray().Where(one => one.TryGetProperty("workerReference", out var reference) && PersonaStaff.NumberOf(reference.GetString()) is not null)
                .Select(one => (Number: PersonaStaff.NumberOf(one.GetProperty("workerReference").GetString())!.Value, One: one)).OrderBy(row => row.Number)
                .Select(row => new Worker(
                    row.One.GetProperty("learnerId").GetGuid(), row.One.GetProperty("academyNumber").GetString()!, row.One.GetProperty("fullName").GetString()!,
                    PersonaStaff.Born(row.Number), row.One.GetProperty("employmentId").GetGuid())),
        ];
    }

    /// <summary>Up to date, expiring, expired and missing, each at somebody.</summary>
    private async Task Train(List<Worker> staff, CancellationToken cancel)
    {
        await training.RecordClass(Ids(0, 8), 15, 100, cancel);
        await training.RecordClass(Ids(8, 9), 15, 400, cancel);
        await training.RecordClass(Ids(9, 10), 15, 340, cancel);
        await training.RecordClass(Ids(0, 10), 20, 250, cancel);
        await training.RecordClass(Ids(0, 6), 6, 60, cancel);
        await training.RecordClass(Ids(6, 8), 6, 330, cancel);
        await training.RecordClass(Ids(8, 9), 6, 500, cancel);
        await training.RecordClass(Ids(0, 5), 10, 45, cancel);

        IEnumerable<Guid> Ids(int from, int to) => staff.Take(to).Skip(from).Select(worker => worker.Id);
    }

    /// <summary>Somebody says that a day is wrong, the training provider says it is right, and the Academy is asked.</summary>
    private async Task Dispute(ApiClient person, Guid learner, CancellationToken cancel)
    {
        var passport = await person.SendQuietly(HttpMethod.Get, $"api/passport/v1/learners/{learner}/passport", null, cancel);
        var entry = passport.GetProperty("entries").EnumerateArray().Single(one => one.GetProperty("title").GetString() == "Infection prevention and control");
        var dispute = await person.Post($"api/passport/v1/entries/{entry.GetProperty("entryId").GetGuid()}/dispute", new { claim = "WrongDay", words = "I was on the course a week later." }, cancel);
        var id = dispute.GetProperty("disputeId").GetGuid();
        await training.Northgate.Post($"api/passport/v1/disputes/{id}/answer", new { entryIsRight = true, words = "Our register says so.", seenLines = 1 }, cancel);
        await person.Post($"api/passport/v1/disputes/{id}/ask-academy", new { words = "I have an email that says which day it was." }, cancel);
    }

    /// <summary>A class of fourteen that is begun, and a file of fourteen in which three rows are wrong.</summary>
    private async Task Classes(List<Worker> staff, CancellationToken cancel)
    {
        var people = staff.Skip(Sharing).Take(ClassSize).ToList();
        await training.Northgate.Post(
            "api/passport/v1/class-drafts",
            training.Class(2, 3, people.Select(worker => (worker.Number, worker.Name, worker.Born))),
            cancel);
        var rows = staff.Skip(Sharing + ClassSize).Take(ClassSize).Select((worker, row) => row switch
        {
            3 => $"{worker.Number[..^1]}{(worker.Number[^1] == '7' ? '8' : '7')},{Day(worker.Born)},{worker.Name}",
            7 => $"{worker.Number},,{worker.Name}",
            10 => $"{worker.Number},{Day(worker.Born.AddYears(-1))},{worker.Name}",
            _ => $"{worker.Number},{Day(worker.Born)},{worker.Name}",
        });
        await File.WriteAllLinesAsync(Path.Combine(folder, "class-with-3-bad-rows.csv"), rows.Prepend("Passport number,Date of birth,Name"), cancel);
    }

    /// <summary>A file of share codes to check at once; two belong to nobody.</summary>
    private async Task ShareCodes(List<Worker> staff, List<ApiClient> sharing, CancellationToken cancel)
    {
        var lines = new List<string> { "Share code,Date of birth" };
        for (var number = 0; number < WithCode; number++)
        {
            var made = await sharing[number].Post($"api/passport/v1/learners/{staff[number].Id}/shares", new { days = 30 }, cancel);
            lines.Add($"{made.GetProperty("code").GetString()},{Day(staff[number].Born)}");
        }

        lines.Add($"{lines[1].Split(',')[0]},{Day(staff[0].Born.AddDays(1))}");
        lines.Add($"{lines[2].Split(',')[0]},{Day(staff[1].Born.AddDays(1))}");
        await File.WriteAllLinesAsync(Path.Combine(folder, "share-codes-2-not-found.csv"), lines, cancel);
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
