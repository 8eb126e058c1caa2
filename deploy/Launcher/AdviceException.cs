namespace Academy.Launcher;

/// <summary>A failure whose message is a sentence for the person at the keyboard: what is wrong and what to do next.</summary>
public class AdviceException(string message, Exception? innerException = null) : Exception(message, innerException);
