namespace Academy.Portal;

/// <summary>Names the texts of the portal's pages (Words.resx): the English text is the key.</summary>
public sealed class Words;
