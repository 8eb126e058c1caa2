namespace Academy.Identity;

/// <summary>Names the texts of Identity's pages (Words.resx): the English text is the key.</summary>
public sealed class Words;
