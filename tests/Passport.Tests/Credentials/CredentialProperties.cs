using System.Net;
using System.Text;
using Academy.Passport.Credentials;
using FsCheck;
using FsCheck.Fluent;

namespace Academy.Passport.Tests.Credentials;

public sealed class CredentialProperties
{
    private static readonly Config Thousand = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    [Fact]
    public void A_status_list_gives_back_the_bits_it_was_made_of()
        => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
            Gen.Choose(0, StatusListId.Length - 1).ListOf().Select(bits => bits.ToHashSet()).ToArbitrary(),
            set =>
            {
                var bits = StatusBits.Decode(StatusBits.Encode(StatusBits.Of(set)));
                return set.All(index => StatusBits.IsSet(bits, index)) && bits.Sum(part => System.Numerics.BitOperations.PopCount(part)) == set.Count;
            }));

    [Fact]
    public void Base64url_has_one_text_for_the_same_bytes()
        => Check.One(Thousand, Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<int>(), (bytes, change) =>
        {
            var text = Base64Text.Of(bytes);
            var isRead = Base64Text.Read(text, "text").SequenceEqual(bytes);
            if (text.Length == 0)
            {
                return isRead;
            }

            var other = text.ToCharArray();
            other[(change & int.MaxValue) % text.Length] ^= (char)(1 << ((change >> 8 & int.MaxValue) % 7));
            return isRead && !(TryRead(new string(other)) is { } read && read.SequenceEqual(bytes));
        }));

    [Fact]
    public void Whatever_is_handed_in_is_refused_and_nothing_breaks()
        => Check.One(Thousand, Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<string>(), (header, payload) =>
        {
            var text = $"{Base64Text.Of(Encoding.UTF8.GetBytes(header ?? ""))}.{Base64Text.Of(Encoding.UTF8.GetBytes(payload ?? ""))}.{new string('A', 86)}";
            return IsRefused(text) && IsRefused(header ?? "") && IsRefused($"{header}.{payload}.");
        }));

    [Fact]
    public void A_place_in_the_lists_is_found_again_by_the_name_of_its_list()
        => Check.One(Thousand, Prop.ForAll(Gen.Choose(0, int.MaxValue).Select(number => number * 100L).ToArbitrary(), number =>
        {
            var id = StatusListId.Of(number, StatusPurpose.Suspension);
            return StatusListId.Read(id.ToString()) == id && number >= id.First && number < id.First + StatusListId.Length;
        }));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("2002:a00:1::")]
    [InlineData("2001:db8::1")]
    public void No_address_of_a_machine_of_ours_is_a_public_one(string address) => PublicAddress.Is(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    public void Addresses_of_the_internet_are_public(string address) => PublicAddress.Is(IPAddress.Parse(address)).ShouldBeTrue();

    private static bool IsRefused(string text)
    {
        try
        {
            Jws.Read(text, Jws.Credential);
            return false;
        }
        catch (Refused)
        {
            return true;
        }
    }

    private static byte[]? TryRead(string text)
    {
        try
        {
            return Base64Text.Read(text, "text");
        }
        catch (Refused)
        {
            return null;
        }
    }
}
