using System.Security.Cryptography;
using System.Text;

namespace Academy.ServiceDefaults.Tests;

public sealed class AnswerSealTests
{
    private const string Key = "5f6e9d0c-check";

    [Theory]
    [InlineData(0)]
    [InlineData(40_000)]
    public void What_was_closed_is_opened_with_the_same_key_and_takes_little_room(int length)
    {
        var answer = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"title\":\"Moving people\"}", (length / 25) + 1)).AsSpan(0, length).ToString());

        var closed = new AnswerSeal(Key).Close(answer);

        new AnswerSeal(Key).Open(closed).ShouldBe(answer);
        closed.Length.ShouldBeLessThan(1_000);
        Should.Throw<AuthenticationTagMismatchException>(() => new AnswerSeal("another").Open(closed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"recorded\":1}")]
    public void An_answer_from_before_answers_were_packed_is_opened_too(string answer)
    {
        var (plain, closed) = (Encoding.UTF8.GetBytes(answer), new byte[28 + answer.Length]);
        using var aes = new AesGcm(HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(Key), 32, info: "kept answer"u8.ToArray()), tagSizeInBytes: 16);
        aes.Encrypt(closed.AsSpan(0, 12), plain, closed.AsSpan(28), closed.AsSpan(12, 16));

        new AnswerSeal(Key).Open(closed).ShouldBe(plain);
    }
}
