namespace Dcmqi;

/// <summary>The side of the body that frames show (PS3.3 C.7.6.16.2.8, Frame Laterality (0020,9072)).</summary>
public enum FrameLaterality
{
    /// <summary><c>U</c>: the part of the body is not paired.</summary>
    Unpaired,

    /// <summary><c>L</c>.</summary>
    Left,

    /// <summary><c>R</c>.</summary>
    Right,

    /// <summary><c>B</c>: left and right.</summary>
    Both,
}
