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
    public static PlaneFile Of(VolumeReader reader, VolumeGeometry grid, Resampling resampling, VolumeReading work)
    {
        return reader.ValueType switch
        {
            ScalarType.Int8 => Made<sbyte>(0),
            ScalarType.UInt8 => Made<byte>(0),
            ScalarType.Int16 => Made<short>(0),
            ScalarType.UInt16 => Made<ushort>(0),
            ScalarType.Int32 => Made(0),
            ScalarType.UInt32 => Made(0u),
            ScalarType.Int64 => Made(0L),
            ScalarType.UInt64 => Made(0ul),
            ScalarType.Float32 => Made(float.NaN),
            _ => Made(double.NaN),
        };

        PlaneFile Made<T>(T outside)
            where T : unmanaged, INumber<T>
        {
            var resampled = new SliceResampling(reader.Geometry, grid, resampling);
            using PlaneFile planes = PlaneFile.Of(reader, resampled.Axis, work);
            return PlaneFile.OfSlices<T>(grid.Size, reader.Components, sink =>
            {
                for (int component = 0; component < reader.Components; component++)
                    resampled.Run(planes, component, outside, sink, Changed, work.CancellationToken);
            });
        }

        VolumeFormatException Changed(FileStamp was, FileStamp now) => VolumeInput.Changed(reader.Name, was, now);
    }
}
