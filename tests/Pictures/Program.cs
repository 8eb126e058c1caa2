using System.Globalization;
using Academy.Browsing;
using Academy.Pictures;
using Microsoft.Playwright;

// Takes pictures of pages of a platform that is up, signed in as the personas of the demo:
//
//   dotnet run --project tests/Pictures -- http://localhost:5000 docs/pictures          those of the README
//   dotnet run --project tests/Pictures -- http://localhost:5000 /tmp/all all           every page of the list, at both widths
//   dotnet run --project tests/Pictures -- http://localhost:5000 /tmp/all all matrix    those with "matrix" in their name
if (args is not [var address, var folder, ..])
{
    Console.WriteLine("Usage: Pictures ADDRESS FOLDER [all [PART OF A NAME]]");
    return 2;
}

Directory.CreateDirectory(folder);
var wanted = args.Length > 3 ? args[3] : "";
using var playwright = await Playwright.CreateAsync();
await using var browser = await ChromiumProgram.Launch(playwright);
foreach (var shots in (args.Length > 2 ? Shot.All : Shot.OfReadme).Where(shot => shot.Name.Contains(wanted, StringComparison.Ordinal)).GroupBy(shot => (shot.Persona, shot.Width)))
{
    await using var context = await browser.NewContextAsync(new() { BaseURL = address, ViewportSize = new() { Width = shots.Key.Width, Height = Shot.HeightAt(shots.Key.Width) } });
    context.SetDefaultTimeout(ChromiumProgram.Patience);
    var page = await context.NewPageAsync();
    if (shots.Key.Persona is { } persona)
    {
        await page.GotoAsync($"/dev/personas?as={persona}");
        await page.GetByTestId("who").WaitForAsync();
    }

    foreach (var shot in shots)
    {
        await page.GotoAsync(shot.Path);
        if (shot.Follow is { } link)
        {
            await page.Locator(link).First.ClickAsync();
            await page.WaitForLoadStateAsync();
        }

        var file = Path.Combine(folder, $"{shot.Name}.png");
        await page.ScreenshotAsync(new() { Path = file, FullPage = shot.IsWhole, Animations = ScreenshotAnimations.Disabled });
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{shot.Name,-32} {new FileInfo(file).Length / 1024,4} KB{(overflow > 0 ? $"  wider than the screen by {overflow} px" : "")}"));
    }
}

return 0;
