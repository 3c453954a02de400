namespace Dcmqi.Segmentations;

/// <summary>Makes the bytes of a frame.</summary>
/// <param name="frame">Frame from 0.</param>
/// <param name="destination">Takes them; its content before is not defined.</param>
internal delegate void RenderFrame(int frame, Span<byte> destination);
