namespace Dcmqi.Binary;

/// <summary>Why something in a folder cannot be read as a file.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Message">What is wrong with it, as the rest of a sentence that begins with the path.</param>
internal sealed record PathFault(string Path, string Message);
