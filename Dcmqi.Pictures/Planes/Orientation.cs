namespace Dcmqi.Pictures;

/// <summary>The letters of a direction in the patient (PS3.3 C.7.6.1.1.1).</summary>
internal static class Orientation
{
    // sin 15 degrees: a direction closer than that to one axis has the letter of that axis alone.
    private const double Least = 0.26;

    /// <summary>Letters by size of their part in the direction, such as <c>L</c> or <c>LP</c>.</summary>
    public static string LettersOf(Vector3d direction)
    {
        (double Part, char Letter)[] parts =
        [
            (Math.Abs(direction.X), direction.X > 0 ? 'L' : 'R'),
            (Math.Abs(direction.Y), direction.Y > 0 ? 'P' : 'A'),
            (Math.Abs(direction.Z), direction.Z > 0 ? 'H' : 'F'),
        ];
        return new string([.. parts.Where(part => part.Part >= Least).OrderByDescending(part => part.Part).Select(part => part.Letter)]);
    }
}
