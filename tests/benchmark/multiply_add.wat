;; The measured peak of wasm_simd128: twelve independent chains of multiply and
;; add, steps × 12 × 4 × 2 operations, nothing loaded or stored. For inference.mjs.
(module
  (func (export "run") (param $steps i32) (result f32)
    (local $f v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $e v128) (local $g v128)
    (local $h v128) (local $i v128) (local $j v128) (local $k v128) (local $l v128) (local $m v128)
    (local.set $f (f32x4.splat (f32.const 0.999)))
    (loop $again
      (local.set $a (f32x4.add (f32x4.mul (local.get $a) (local.get $f)) (local.get $f)))
      (local.set $b (f32x4.add (f32x4.mul (local.get $b) (local.get $f)) (local.get $f)))
      (local.set $c (f32x4.add (f32x4.mul (local.get $c) (local.get $f)) (local.get $f)))
      (local.set $d (f32x4.add (f32x4.mul (local.get $d) (local.get $f)) (local.get $f)))
      (local.set $e (f32x4.add (f32x4.mul (local.get $e) (local.get $f)) (local.get $f)))
      (local.set $g (f32x4.add (f32x4.mul (local.get $g) (local.get $f)) (local.get $f)))
      (local.set $h (f32x4.add (f32x4.mul (local.get $h) (local.get $f)) (local.get $f)))
      (local.set $i (f32x4.add (f32x4.mul (local.get $i) (local.get $f)) (local.get $f)))
      (local.set $j (f32x4.add (f32x4.mul (local.get $j) (local.get $f)) (local.get $f)))
      (local.set $k (f32x4.add (f32x4.mul (local.get $k) (local.get $f)) (local.get $f)))
      (local.set $l (f32x4.add (f32x4.mul (local.get $l) (local.get $f)) (local.get $f)))
      (local.set $m (f32x4.add (f32x4.mul (local.get $m) (local.get $f)) (local.get $f)))
      (br_if $again (local.tee $steps (i32.sub (local.get $steps) (i32.const 1)))))
    (f32x4.extract_lane 0
      (f32x4.add
        (f32x4.add
          (f32x4.add
            (f32x4.add (local.get $a) (local.get $b))
            (f32x4.add (local.get $c) (local.get $d)))
          (f32x4.add
            (f32x4.add (local.get $e) (local.get $g))
            (f32x4.add (local.get $h) (local.get $i))))
        (f32x4.add
          (f32x4.add (local.get $j) (local.get $k))
          (f32x4.add (local.get $l) (local.get $m)))))))
