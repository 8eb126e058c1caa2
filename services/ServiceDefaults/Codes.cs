using System.Security.Cryptography;
using System.Text;
using SimpleBase;

namespace Academy.ServiceDefaults;

/// <summary>
/// Codes that people read out, type and print: nine symbols of Crockford's base 32 (no I, L, O, U), the last one a check
/// symbol, shown in threes. No one wrong symbol and no two swapped ones pass. Spaces, hyphens, case and look-alikes do not matter when one is typed.
/// </summary>
public static class Codes
{
    private const string Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 9;

    /// <summary>A new code that cannot be guessed: 40 random bits.</summary>
    public static string New()
    {
        var payload = Base32.Crockford.Encode(RandomNumberGenerator.GetBytes(5));
        return payload + CheckSymbol(payload);
    }

    /// <summary>The code as it is stored and compared, or none if it was mistyped.</summary>
    public static bool TryRead(string? typed, out string code)
    {
        var text = new StringBuilder(typed?.Length ?? 0);
        foreach (var symbol in typed ?? "")
        {
            if (!char.IsWhiteSpace(symbol) && symbol is not ('-' or '.' or '\u2013' or '\u2010'))
            {
                text.Append(LookAlike(char.ToUpperInvariant(symbol)));
            }
        }

        code = text.ToString();
        if (code.Length == Length + 3 && code.StartsWith("CPA", StringComparison.Ordinal))
        {
            code = code[3..];
        }

        return code.Length == Length
            && code.All(symbol => Symbols.Contains(symbol, StringComparison.Ordinal))
            && code[^1] == CheckSymbol(code[..^1]);
    }

    /// <summary>The code as people see it.</summary>
    public static string Show(string code) => $"{code[..3]}-{code[3..6]}-{code[6..]}";

    private static char LookAlike(char symbol) => symbol switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        _ => symbol,
    };

    private static char CheckSymbol(string payload)
    {
        // Every place has a weight of its own in the field of 32 elements; Luhn's sum would let 0Z pass for Z0.
        var sum = 0;
        foreach (var symbol in payload)
        {
            sum = Double(sum ^ Symbols.IndexOf(symbol, StringComparison.Ordinal));
        }

        return Symbols[sum];
    }

    /// <summary>Multiplies by x modulo x⁵ + x² + 1, which takes 31 steps to come round.</summary>
    private static int Double(int element) => element < 16 ? element << 1 : (element << 1) ^ 0b100101;
}

/// <summary>
/// Turns a secret code into what the database may hold. Codes are short enough to be tried out, so the hash is keyed:
/// whoever has only the database cannot find one.
/// </summary>
public sealed class CodeHasher(IConfiguration configuration)
{
    private readonly byte[] _key = Convert.FromBase64String(configuration.GetRequired("Codes:Key"));

    public byte[] Hash(string code) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(code));
}
