namespace Academy.Identity;

/// <summary>Names the texts of the pages of accounts (Words.resx): the English text is the key.</summary>
public sealed class Words;
