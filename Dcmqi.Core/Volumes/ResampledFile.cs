using System.Numerics;
using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>Files of values on another grid.</summary>
internal static class ResampledFile
{
    /// <summary>The values of a file on another grid, in a temporary file where they are many; real numbers are NaN outside the file's own grid, others 0.</summary>
    /// <param name="reader">The file, of which nothing was read.</param>
    /// <param name="grid">The grid wanted.</param>
    /// <param name="resampling">How values are found between voxels.</param>
    /// <param name="work">Who follows the decoding.</param>
    /// <exception cref="VolumeFormatException">The file is damaged, or changed.</exception>
    public static PlaneFile Of(VolumeReader reader, VolumeGeometry grid, Resampling resampling, VolumeReading work) =>
        ScalarTypes.Call(reader.ValueType, new Making(reader, grid, resampling, work));

    private sealed record Making(VolumeReader Reader, VolumeGeometry Grid, Resampling Resampling, VolumeReading Work) : IScalarWork<PlaneFile>
    {
        public PlaneFile Of<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var resampled = new SliceResampling(Reader.Geometry, Grid, Resampling);
            using PlaneFile planes = PlaneFile.Of(Reader, resampled.Axis, Work);
            T outside = typeof(T) == typeof(float) || typeof(T) == typeof(double) ? T.CreateTruncating(double.NaN) : T.Zero;
            return PlaneFile.OfSlices<T>(Grid.Size, Reader.Components, sink =>
            {
                for (int component = 0; component < Reader.Components; component++)
                    resampled.Run(planes, component, outside, sink, Changed, Work.CancellationToken);
            });
        }

        private VolumeFormatException Changed(FileStamp was, FileStamp now) => VolumeInput.Changed(Reader.Name, was, now);
    }
}
