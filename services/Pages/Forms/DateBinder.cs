using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Academy.Pages.Forms;

/// <summary>
/// Reads a date from three boxes (name.Day, name.Month, name.Year), or from name itself as 2025-05-14. Says part by part what
/// is missing or wrong, in the property's display name. Nothing typed leaves the date empty, for [Required] to speak.
/// </summary>
internal sealed class DateBinder(IStringLocalizer<PageWords> words) : IModelBinder
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public Task BindModelAsync(ModelBindingContext binding)
    {
        var name = binding.ModelName;
        if (binding.ValueProvider.GetValue(name).FirstValue is { Length: > 0 } whole)
        {
            binding.ModelState.SetModelValue(name, new ValueProviderResult(whole));
            if (DateOnly.TryParseExact(whole.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var iso))
            {
                binding.Result = ModelBindingResult.Success(iso);
                return Task.CompletedTask;
            }

            return Refuse(binding, ["Day", "Month", "Year"], "{0} must be a real date");
        }

        var (day, month, year) = (Part(binding, "Day"), Part(binding, "Month"), Part(binding, "Year"));
        if (day.Length + month.Length + year.Length == 0)
        {
            return Task.CompletedTask;
        }

        string[] missing = [.. new[] { ("Day", day), ("Month", month), ("Year", year) }.Where(part => part.Item2.Length == 0).Select(part => part.Item1)];
        if (missing.Length > 0)
        {
            return Refuse(binding, missing, missing switch
            {
                ["Day"] => "{0} must include a day",
                ["Month"] => "{0} must include a month",
                ["Year"] => "{0} must include a year",
                ["Day", "Month"] => "{0} must include a day and a month",
                ["Day", "Year"] => "{0} must include a day and a year",
                _ => "{0} must include a month and a year",
            });
        }

        var isMonth = TryMonth(month, out var monthNumber);
        var isYear = TryNumber(year, out var yearNumber);
        if (year.Length != 4 || !isYear || yearNumber == 0)
        {
            return Refuse(binding, ["Year"], "Year must include 4 numbers");
        }

        if (!isMonth)
        {
            return Refuse(binding, ["Month"], "{0} must have a month between 1 and 12, or the name of a month");
        }

        if (!TryNumber(day, out var dayNumber) || dayNumber < 1 || dayNumber > DateTime.DaysInMonth(yearNumber, monthNumber))
        {
            return Refuse(binding, ["Day"], "{0} must be a real date");
        }

        binding.Result = ModelBindingResult.Success(new DateOnly(yearNumber, monthNumber, dayNumber));
        return Task.CompletedTask;
    }

    private static string Part(ModelBindingContext binding, string part)
    {
        var value = binding.ValueProvider.GetValue($"{binding.ModelName}.{part}");
        binding.ModelState.SetModelValue($"{binding.ModelName}.{part}", value);
        return value.FirstValue?.Trim() ?? "";
    }

    private static bool TryNumber(string text, out int number)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool TryMonth(string text, out int month)
    {
        if (TryNumber(text, out month))
        {
            return month is >= 1 and <= 12;
        }

        foreach (var names in new[] { CultureInfo.CurrentUICulture.DateTimeFormat, English.DateTimeFormat })
        {
            month = 1 + Array.FindIndex(names.MonthNames, Is);
            if (month > 0)
            {
                return true;
            }

            // "Sept" as well as "Sep": any beginning of a month's name of three letters and more.
            month = 1 + Array.FindIndex(names.MonthNames, full => text.Length >= 3 && full.StartsWith(text.TrimEnd('.'), StringComparison.OrdinalIgnoreCase));
            if (month > 0)
            {
                return true;
            }
        }

        return false;

        bool Is(string full) => full.Equals(text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The message goes to the first wrong box, which the error summary leads to; the others are marked without one.</summary>
    private Task Refuse(ModelBindingContext binding, string[] wrong, string message)
    {
        var label = binding.ModelMetadata.GetDisplayName();
        for (var i = 0; i < wrong.Length; i++)
        {
            binding.ModelState.TryAddModelError($"{binding.ModelName}.{wrong[i]}", i == 0 ? words[message, label] : "");
        }

        binding.Result = ModelBindingResult.Failed();
        return Task.CompletedTask;
    }
}

internal sealed class DateBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context)
        => context.Metadata.UnderlyingOrModelType == typeof(DateOnly)
            ? new DateBinder(context.Services.GetRequiredService<IStringLocalizer<PageWords>>())
            : null;
}
