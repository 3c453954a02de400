namespace Dcmqi.Web.Http;

/// <summary>Text of a server as a message may show it: short, in one line, without control characters.</summary>
internal static class ShownUnsafe
{
    private const int MostLetters = 300;

    public static string Of(string? text)
    {
        text ??= "";
        string shown = string.Join(' ', new string([.. text.Take(MostLetters * 4).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? ' ' : letter)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return shown.Length > MostLetters ? shown[..MostLetters] + "..." : shown;
    }
}
