using System.Globalization;

namespace Dcmqi;

/// <summary>A region of the plane that tiles make, and the resolution in which it is wanted.</summary>
public sealed record SlideRegion
{
    /// <summary>Gets the first column, from 0, in pixels of the object's plane, or of <see cref="Level"/> if given.</summary>
    public int Column { get; init; }

    /// <summary>Gets the first row, from 0, in pixels of the object's plane, or of <see cref="Level"/> if given.</summary>
    public int Row { get; init; }

    /// <summary>Gets the number of columns. Default (<see langword="null"/>): all from <see cref="Column"/> on.</summary>
    public int? Columns { get; init; }

    /// <summary>Gets the number of rows. Default (<see langword="null"/>): all from <see cref="Row"/> on.</summary>
    public int? Rows { get; init; }

    /// <summary>Gets the index of the focal plane of the object, from 0.</summary>
    public int FocalPlane { get; init; }

    /// <summary>Gets how many pixels of the plane, each way, one pixel of the result stands for: 1 or more. It has the value of the pixel in their middle; nothing is averaged. Default: 1.</summary>
    public int Reduction { get; init; } = 1;

    /// <summary>Gets the plane whose pixels are wanted, such as that of another level of the slide's pyramid (<see cref="SourceImages.SlideLevels"/>): each pixel has the value of the nearest pixel of the object. Default (<see langword="null"/>): the object's own plane.</summary>
    /// <remarks>Its rows and columns must run as those of the object do.</remarks>
    public SlideMatrix? Level { get; init; }

    /// <summary>Returns the region, such as <c>SlideRegion: 2048 x 2048 from (5000, 3000)</c>.</summary>
    public override string ToString()
    {
        string size = $"{Columns?.ToString(CultureInfo.InvariantCulture) ?? "all columns"} x {Rows?.ToString(CultureInfo.InvariantCulture) ?? "all rows"}";
        return string.Create(CultureInfo.InvariantCulture, $"SlideRegion: {size} from ({Column}, {Row}){(FocalPlane == 0 ? "" : $", focal plane {FocalPlane}")}{(Reduction == 1 ? "" : $", one of {Reduction} x {Reduction}")}{(Level is null ? "" : $" on {Level}")}");
    }
}
