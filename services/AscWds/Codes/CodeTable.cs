using System.Collections.Frozen;
using System.Globalization;

namespace Academy.AscWds.Codes;

/// <summary>A code list kept as a tab-separated resource: code, name, one more column.</summary>
internal sealed class CodeTable<T>
{
    private readonly FrozenDictionary<int, T> byCode;

    public CodeTable(string resource, Func<int, string, string, T> create)
    {
        using var stream = typeof(CodeTable<T>).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The code list {resource} is not part of this build.");
        using var reader = new StreamReader(stream);

        var items = new List<KeyValuePair<int, T>>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            var code = int.Parse(cells[0], CultureInfo.InvariantCulture);
            items.Add(new(code, create(code, cells[1], cells.Length > 2 ? cells[2] : "")));
        }

        All = [.. items.Select(item => item.Value)];
        byCode = items.ToFrozenDictionary();
    }

    /// <summary>In the order of the codes.</summary>
    public IReadOnlyList<T> All { get; }

    public T? Find(int code) => byCode.GetValueOrDefault(code);
}
