namespace Academy.Pages;

/// <summary>Names the texts of the frame and of the form parts (PageWords.resx): the English text is the key.</summary>
public sealed class PageWords;
