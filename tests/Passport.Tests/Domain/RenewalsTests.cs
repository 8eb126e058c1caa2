using Academy.Contracts.Passport;
using Academy.Passport.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace Academy.Passport.Tests.Domain;

public sealed class RenewalsTests
{
    private static readonly Gen<Entry> AnEntry =
        from category in Gen.Elements(13, 15, 20)
        from day in Gen.Choose(0, 6)
        from isDeclared in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from isWithdrawn in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        select Of(category, new DateOnly(2026, 1, 1).AddDays(day), isDeclared, isWithdrawn);

    [Fact]
    public void Each_time_training_is_done_again_it_renews_the_time_before_and_both_say_so()
    {
        var (first, second, third, other) = (Of(15, new(2024, 5, 2)), Of(15, new(2025, 5, 1)), Of(15, new(2026, 4, 30)), Of(20, new(2025, 5, 1)));

        var renewals = Renewals.Of([third, first, other, second]);

        renewals[first.Id].ShouldBe(new Renewal(null, second.Id));
        renewals[second.Id].ShouldBe(new Renewal(first.Id, third.Id));
        renewals[third.Id].ShouldBe(new Renewal(second.Id, null));
        renewals.ContainsKey(other.Id).ShouldBeFalse();
    }

    [Fact]
    public void What_was_withdrawn_renews_nothing_and_the_times_around_it_are_linked()
    {
        var (first, second, third) = (Of(15, new(2024, 5, 2)), Of(15, new(2025, 5, 1), isWithdrawn: true), Of(15, new(2026, 4, 30)));

        Renewals.Of([first, second, third]).ShouldBe(new Dictionary<Guid, Renewal> { [first.Id] = new(null, third.Id), [third.Id] = new(first.Id, null) }, ignoreOrder: true);
    }

    [Fact]
    public void Links_go_back_in_time_within_a_subject_between_entries_that_count_in_whatever_order_they_came()
        => Prop.ForAll(AnEntry.ArrayOf().ToArbitrary(), entries =>
        {
            var (renewals, byId) = (Renewals.Of(entries), entries.ToDictionary(entry => entry.Id));
            var turned = Renewals.Of(entries.Reverse());
            return renewals.Count == turned.Count && renewals.All(one => turned[one.Key] == one.Value && byId[one.Key] is { IsWithdrawn: false, Assurance: not Assurance.SelfDeclared } entry
                && IsRightWith(entry, one.Value.Renews, other => other.CompletedOn < entry.CompletedOn)
                && IsRightWith(entry, one.Value.RenewedBy, other => other.CompletedOn > entry.CompletedOn));

            bool IsRightWith(Entry entry, Guid? id, Func<Entry, bool> inTime)
                => id is null || (byId[id.Value] is { IsWithdrawn: false } other && other.TrainingCategoryCode == entry.TrainingCategoryCode && inTime(other));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static Entry Of(int category, DateOnly day, bool isDeclared = false, bool isWithdrawn = false)
    {
        var entry = isDeclared
            ? Entry.OfLearner(Guid.NewGuid(), "A course", category, day, null, null, DateTimeOffset.UtcNow)
            : Entry.OfEmployer(Guid.NewGuid(), Guid.NewGuid(), "Rosewood", "A course", category, day, null, DateTimeOffset.UtcNow);
        if (isWithdrawn)
        {
            entry.Withdraw("Not so.", DateTimeOffset.UtcNow);
        }

        return entry;
    }
}
