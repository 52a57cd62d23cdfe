package dictionary

// place is a folder of the model with the way that leads there.
type place struct {
	section string
	path    string  // such as topology:/Server/ms1
	folder  *folder // its table
	above   *place  // the folder that holds it; nil on top of a section
}

// in returns the same place with a table.
func (p place) in(f *folder) place {
	p.folder = f
	return p
}

// below returns the place of a folder within this one.
func (p place) below(f *folder) place {
	above := p
	return place{section: p.section, path: join(p.path, f.name), folder: f, above: &above}
}

// named returns the place of an instance of the folder.
func (p place) named(name string) place {
	p.path = join(p.path, name)
	return p
}

// parent returns the path of what holds a place.
func parent(at place) string {
	if at.above == nil {
		return at.path
	}
	return at.above.path
}
