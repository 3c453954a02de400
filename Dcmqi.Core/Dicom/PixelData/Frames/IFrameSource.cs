namespace Dcmqi;

/// <summary>Gives the frames of an object whose header was read elsewhere, such as those of an archive: each when it is asked for.</summary>
/// <remarks>Frames are asked for by several threads at once: implementations must allow that. Whoever opened an object with it has it disposed of with the object.</remarks>
public interface IFrameSource : IDisposable
{
    /// <summary>Gives one frame, as it is stored.</summary>
    /// <param name="frame">The frame, from 0.</param>
    /// <exception cref="IOException">It cannot be had.</exception>
    EncodedFrame ReadFrame(int frame);
}
