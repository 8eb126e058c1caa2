using System.Globalization;
using Academy.Pages.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Primitives;

namespace Academy.Pages.Tests;

public sealed class DateBinderTests
{
    [Theory]
    [InlineData("14", "5", "2025")]
    [InlineData("14", "05", "2025")]
    [InlineData(" 14 ", "May", "2025")]
    [InlineData("14", "MAY", "2025")]
    public async Task A_date_is_read_from_three_boxes(string day, string month, string year)
        => (await Bound(day, month, year)).Result.Model.ShouldBe(new DateOnly(2025, 5, 14));

    [Theory]
    [InlineData("March", 3)]
    [InlineData("mar", 3)]
    [InlineData("Sept", 9)]
    [InlineData("sep.", 9)]
    [InlineData("december", 12)]
    public async Task A_month_may_be_a_name(string month, int number)
        => (await Bound("14", month, "2025")).Result.Model.ShouldBe(new DateOnly(2025, number, 14));

    [Theory]
    [InlineData("", "5", "2025", "Day", "Date of birth must include a day")]
    [InlineData("14", "", "2025", "Month", "Date of birth must include a month")]
    [InlineData("14", "5", "", "Year", "Date of birth must include a year")]
    [InlineData("", "", "2025", "Day", "Date of birth must include a day and a month")]
    [InlineData("14", "", "", "Month", "Date of birth must include a month and a year")]
    [InlineData("", "5", "", "Day", "Date of birth must include a day and a year")]
    [InlineData("14", "5", "25", "Year", "Year must include 4 numbers")]
    [InlineData("14", "5", "20O5", "Year", "Year must include 4 numbers")]
    [InlineData("14", "13", "2025", "Month", "Date of birth must have a month between 1 and 12, or the name of a month")]
    [InlineData("14", "Ma", "2025", "Month", "Date of birth must have a month between 1 and 12, or the name of a month")]
    [InlineData("31", "2", "2025", "Day", "Date of birth must be a real date")]
    [InlineData("29", "2", "2025", "Day", "Date of birth must be a real date")]
    [InlineData("-1", "2", "2025", "Day", "Date of birth must be a real date")]
    [InlineData("<b>", "2", "2025", "Day", "Date of birth must be a real date")]
    [InlineData("99999999999", "2", "2025", "Day", "Date of birth must be a real date")]
    public async Task What_is_missing_or_wrong_is_said_part_by_part(string day, string month, string year, string part, string message)
    {
        var binding = await Bound(day, month, year);

        binding.Result.IsModelSet.ShouldBeFalse();
        binding.ModelState[$"Born.{part}"]!.Errors.ShouldHaveSingleItem().ErrorMessage.ShouldBe(message);
        binding.ModelState["Born.Day"]!.AttemptedValue.ShouldBe(day, "what was typed is kept");
    }

    [Fact]
    public async Task Nothing_typed_is_no_date_and_no_error()
    {
        var binding = await Bound("", "", "");

        binding.Result.IsModelSet.ShouldBeFalse();
        binding.ModelState.IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task A_date_in_an_address_may_be_written_in_one()
        => (await Bound(new() { ["Born"] = "2025-05-14" })).Result.Model.ShouldBe(new DateOnly(2025, 5, 14));

    [Fact]
    public async Task A_bad_date_in_an_address_is_refused()
        => (await Bound(new() { ["Born"] = "14/05/2025" })).ModelState["Born.Day"]!.Errors.ShouldHaveSingleItem().ErrorMessage.ShouldBe("Date of birth must be a real date");

    private static Task<ModelBindingContext> Bound(string day, string month, string year)
        => Bound(new() { ["Born.Day"] = day, ["Born.Month"] = month, ["Born.Year"] = year });

    private static async Task<ModelBindingContext> Bound(Dictionary<string, StringValues> form)
    {
        var metadata = new ServiceCollection().AddLogging().AddControllersWithViews().Services.BuildServiceProvider()
            .GetRequiredService<IModelMetadataProvider>().GetMetadataForProperty(typeof(Person), nameof(Person.Born));
        var binding = DefaultModelBindingContext.CreateBindingContext(
            new ActionContext { HttpContext = new DefaultHttpContext() },
            new FormValueProvider(BindingSource.Form, new FormCollection(form), CultureInfo.InvariantCulture),
            metadata, bindingInfo: null, "Born");
        await new DateBinder(Rendering.Texts).BindModelAsync(binding);
        return binding;
    }

    private sealed class Person
    {
        [System.ComponentModel.DataAnnotations.Display(Name = "Date of birth")]
        public DateOnly? Born { get; set; }
    }
}
