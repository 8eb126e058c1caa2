using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Academy.Launcher.Demo;

/// <summary>What a persona added without a trainer: four trainings, for one a certificate that waits, for one a certificate that was refused.</summary>
internal sealed class PersonaDeclarations(Cast cast, DateOnly today)
{
    /// <param name="name">As on the certificates, in ASCII: their font has no more.</param>
    public async Task Add(string name, Guid learner, CancellationToken cancel)
    {
        var person = await cast.Learner("A persona", learner, cancel);
        await Declare(person, name, learner, "Emergency first aid", 7, 140, hasCertificate: true, cancel);
        var refused = await Declare(person, name, learner, "Food hygiene for homes", 8, 500, hasCertificate: true, cancel);
        await Declare(person, name, learner, "Fire marshal", 6, 320, hasCertificate: false, cancel);
        await Declare(person, name, learner, "Moving and handling", 15, 700, hasCertificate: false, cancel);

        var waiting = await cast.Academy.SendQuietly(HttpMethod.Get, $"api/passport/v1/evidence-checks/{refused}", null, cancel);
        await cast.Academy.Post(
            $"api/passport/v1/evidence-checks/{refused}/decision",
            new
            {
                seenEvidenceIds = waiting.GetProperty("evidence").EnumerateArray().Select(file => file.GetProperty("evidenceId").GetGuid()),
                refusal = "Unreadable",
                note = "The day cannot be read.",
            },
            cancel);
    }

    private async Task<Guid> Declare(
        ApiClient person, string name, Guid learner, string title, int category, int daysAgo, bool hasCertificate, CancellationToken cancel)
    {
        var (day, file) = (today.AddDays(-daysAgo), Guid.CreateVersion7());
        if (hasCertificate)
            await person.SendQuietly(HttpMethod.Put, $"api/passport/v1/learners/{learner}/evidence/{file}", Certificate(name, title, day), cancel);
        JsonElement added = default;
        var isAdded = await Running.Wait.Until(async ct =>
        {
            try
            {
                added = await person.SendQuietly(
                    HttpMethod.Post,
                    $"api/passport/v1/learners/{learner}/entries",
                    new
                    {
                        title,
                        trainingCategoryCode = category,
                        completedOn = day.ToString("O", CultureInfo.InvariantCulture),
                        taughtBy = "A college abroad",
                        evidenceIds = hasCertificate ? new[] { file } : null,
                    },
                    ct);
                return true;
            }
            catch (StoryBroken)
            {
                // The Passport service has not heard of the person yet.
                return false;
            }
        }, TimeSpan.FromSeconds(60), () => false, cancel);
        return isAdded ? added.GetProperty("entryId").GetGuid() : throw new StoryBroken($"{title} was not added to the passport of {name}.");
    }

    /// <summary>A PDF of one page.</summary>
    private static byte[] Certificate(string name, string title, DateOnly day)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"BT /F1 22 Tf 60 700 Td (Certificate) Tj 0 -50 Td ({name}) Tj 0 -40 Td ({title}) Tj 0 -40 Td ({day:d MMMM yyyy}) Tj ET");
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {text.Length} >>\nstream\n{text}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var (content, number) in objects.Select((content, index) => (content, index + 1)))
        {
            places.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{content}\nendobj\n");
        }

        var table = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        places.ForEach(place => pdf.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n"));
        pdf.Append(CultureInfo.InvariantCulture, $"trailer << /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());
    }
}
