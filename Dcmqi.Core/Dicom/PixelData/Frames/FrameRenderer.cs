namespace Dcmqi.Dicom.PixelData;

/// <summary>Makes a native frame. Is called by several threads at once, in no particular order.</summary>
/// <param name="frame">From 0.</param>
/// <param name="destination">Holds zeros; takes the frame.</param>
internal delegate void FrameRenderer(int frame, Span<byte> destination);
