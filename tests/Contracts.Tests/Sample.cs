using System.Globalization;

namespace Academy.Contracts.Tests;

/// <summary>An instance of any contract with every property filled, always the same.</summary>
internal static class Sample
{
    public static object Of(Type type, int depth = 1)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(Guid) => new Guid($"00000000-0000-7000-8000-{depth.ToString("D12", CultureInfo.InvariantCulture)}"),
            _ when type == typeof(string) => "Siân O'Brien-Jones",
            _ when type == typeof(int) => 15,
            _ when type == typeof(long) => 7L,
            _ when type == typeof(decimal) => 6.5m,
            _ when type == typeof(bool) => true,
            _ when type == typeof(DateOnly) => new DateOnly(2024, 2, 29),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 11, 22, 9, 30, 0, TimeSpan.Zero),
            { IsEnum: true } => Enum.GetValues(type).GetValue(0)!,
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => List(type.GetGenericArguments()[0], depth),
            _ => Record(type, depth),
        };
    }

    private static Array List(Type of, int depth)
    {
        var list = Array.CreateInstance(of, 1);
        list.SetValue(Of(of, depth + 1), 0);
        return list;
    }

    private static object Record(Type type, int depth)
    {
        var constructor = type.GetConstructors()[0];
        return constructor.Invoke([.. constructor.GetParameters().Select((parameter, i) => Of(parameter.ParameterType, (depth * 10) + i))]);
    }
}
